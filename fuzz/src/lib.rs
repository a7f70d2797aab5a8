//! The targets of `tests/fuzz/targets.rs` for libFuzzer, with the mutations of `tests/fuzz/mutate.rs`
//! beside its own: half of what it tries is spoilt as a file is spoilt, not as bytes are.

#[path = "../../tests/generate/dice.rs"]
mod dice;
#[path = "../../tests/fuzz/mutate.rs"]
mod mutate;
#[path = "../../tests/fuzz/targets.rs"]
mod targets;

pub use libfuzzer_sys;

/// Gives bytes to the reader of this name.
pub fn read(name: &str, data: &[u8]) {
    let target = targets::TARGETS.iter().find(|target| target.name == name);
    (target.expect("a target of tests/fuzz/targets.rs").run)(data);
}

/// Changes the first `size` bytes in place, to at most `most`; the new size.
pub fn mutated(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut dice = dice::Dice::new(u64::from(seed));
    if dice.percent(50) {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    }
    let before = data[..size].to_vec();
    let mut after = mutate::mutated(&before, &before, &mut dice);
    after.truncate(most);
    data[..after.len()].copy_from_slice(&after);
    after.len()
}

/// One binary: the reader of this name.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        use $crate::libfuzzer_sys;
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $crate::read($name, data));
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
            $crate::mutated(data, size, most, seed)
        });
    };
}

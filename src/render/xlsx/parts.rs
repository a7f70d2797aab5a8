//! The list of a workbook's parts at the end of its file, the same on every system.

/// The record that ends the file, without a comment: its signature and length.
const END: (&[u8], usize) = (b"PK\x05\x06", 22);
/// An entry of the list: its signature and the length of what has a fixed place.
const ENTRY: (&[u8], usize) = (b"PK\x01\x02", 46);
/// Where an entry names the system that it was made on, and what Unix is called there.
const MADE_ON: (usize, u8) = (5, 3);

/// The parts are listed as made on Unix: the packing names the system that it ran on.
pub(super) fn alike(mut file: Vec<u8>) -> Vec<u8> {
    let number = |file: &[u8], at: usize, bytes: usize| -> Option<usize> {
        let found = file.get(at..at.checked_add(bytes)?)?;
        let value = found
            .iter()
            .rev()
            .fold(0, |sum, b| (sum << 8) | u64::from(*b));
        usize::try_from(value).ok()
    };
    let signed = |file: &[u8], at: usize, signature: &[u8]| {
        file.get(at..)
            .is_some_and(|rest| rest.starts_with(signature))
    };
    let end = file.len().saturating_sub(END.1);
    if !signed(&file, end, END.0) {
        return file;
    }
    let mut at = number(&file, end + 16, 4).unwrap_or(end);
    while signed(&file, at, ENTRY.0) {
        if let Some(made_on) = file.get_mut(at + MADE_ON.0) {
            *made_on = MADE_ON.1;
        }
        // Name, further fields, comment.
        let lengths = [28, 30, 32].map(|place| number(&file, at + place, 2).unwrap_or(0));
        at += ENTRY.1 + lengths.iter().sum::<usize>();
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    #[test]
    fn a_workbook_made_on_windows_is_the_one_made_elsewhere() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet();
        workbook.add_worksheet();
        let made = alike(workbook.save_to_buffer().unwrap_or_default());
        let entries = made.windows(4).filter(|bytes| *bytes == ENTRY.0).count();
        assert!(entries > 5, "{entries}");
        // As the packing writes it there.
        let mut windows = made.clone();
        let starts = made.windows(4).enumerate();
        for (at, _) in starts.filter(|(_, bytes)| *bytes == ENTRY.0) {
            assert_eq!(windows.get(at + 5), Some(&3));
            if let Some(system) = windows.get_mut(at + 5) {
                *system = 0;
            }
        }
        assert_ne!(windows, made);
        assert_eq!(alike(windows), made);
    }

    #[test]
    fn what_is_no_workbook_stays() {
        for bytes in [&b""[..], b"PK", b"PK\x05\x06 and more than that", &[0; 22]] {
            assert_eq!(alike(bytes.to_vec()), bytes);
        }
        // A list that is said to lie beyond the end.
        let mut end = vec![0xff; 22];
        end.splice(..4, END.0.iter().copied());
        assert_eq!(alike(end.clone()), end);
    }
}

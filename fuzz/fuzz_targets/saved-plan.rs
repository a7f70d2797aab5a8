#![no_main]
ikou_fuzz::target!("saved-plan");

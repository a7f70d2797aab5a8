#![no_main]
ikou_fuzz::target!("routes");

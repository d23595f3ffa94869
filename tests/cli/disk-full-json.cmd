xw list sets --format json >/dev/full

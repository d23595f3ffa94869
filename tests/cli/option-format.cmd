xw stats --format jsn

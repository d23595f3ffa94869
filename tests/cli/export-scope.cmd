xw export beta-1.0@core

xw export --format sssm

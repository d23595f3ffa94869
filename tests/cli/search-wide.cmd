xw search 監査 --format md

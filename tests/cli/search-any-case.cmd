xw search ÜBERWACHUNG

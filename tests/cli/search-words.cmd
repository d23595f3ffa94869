xw search "management policy"

xw help codes | grep -E '^XW-(00[12]|107|40[12]|510) '

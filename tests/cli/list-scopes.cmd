xw list scopes

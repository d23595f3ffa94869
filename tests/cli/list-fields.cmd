xw list frameworks --fields id,family,source

xw stats --verify=yes

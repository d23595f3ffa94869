xw stats --format csv | cut -d , -f 1-9

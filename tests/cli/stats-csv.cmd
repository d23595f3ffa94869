xw stats --format csv | cut -d , -f 2-10

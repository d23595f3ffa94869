xw export alpha-2024 beta-1.0 --format oscal | sed '1s/"uuid":"[0-9a-f-]*"/"uuid":"UUID"/; 1s/"[0-9a-f]\{16\}"/"CHECKSUM"/g'

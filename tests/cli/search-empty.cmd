xw search

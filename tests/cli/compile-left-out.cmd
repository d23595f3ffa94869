cp -r ../corpus/native_csv/warned/007-readme-in-a-folder "$tmp/folder"
cp ../corpus/native_csv/bad/011-workbook.xlsx "$tmp/folder"
echo "a,b" >"$tmp/folder/sheet.csv"
xw compile "$tmp/folder" -o "$tmp/o.xwg"

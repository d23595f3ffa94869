"""The installed module finds the library and the graph installed with it."""
import xw

with xw.open() as graph:
    answer = graph.map("iso-42001:6.1.2", ["iso-27001"], min="partial")
    print(xw.library_version(), answer["frameworks"])
    assert answer["frameworks"][0]["verdict"] == "partial"

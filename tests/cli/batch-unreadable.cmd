xw batch <.

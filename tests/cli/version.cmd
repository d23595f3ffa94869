xw --version | sed 's/commit [^,]*/commit X/'

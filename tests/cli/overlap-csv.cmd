xw overlap alpha beta@core,gamma --measure full --format csv

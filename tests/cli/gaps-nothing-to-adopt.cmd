xw gaps --have alpha --want omega-west --next

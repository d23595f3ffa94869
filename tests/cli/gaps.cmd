xw gaps --have beta --want alpha --next

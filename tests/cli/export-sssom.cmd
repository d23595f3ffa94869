xw export alpha-2024 beta-1.0 gamma --format sssom

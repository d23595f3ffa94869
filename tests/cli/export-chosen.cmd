xw export beta-1.0 gamma --sets beta-gamma

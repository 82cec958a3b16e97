"""The ministry of local administration and the large municipalities; Amman stands with the government."""

from __future__ import annotations

from portal.operations.demo_world.agencies.shape import Body

BODIES = (
    Body("mola", "ministry", None, "وزارة الإدارة المحلية", "Ministry of Local Administration"),
    Body("cvdb", "corporation", "mola", "بنك تنمية المدن والقرى", "Cities and Villages Development Bank"),
    Body("irbid", "municipality", "mola", "بلدية إربد الكبرى", "Greater Irbid Municipality"),
    Body("zarqa", "municipality", "mola", "بلدية الزرقاء", "Zarqa Municipality"),
    Body("russeifa", "municipality", "mola", "بلدية الرصيفة", "Russeifa Municipality"),
    Body("salt", "municipality", "mola", "بلدية السلط الكبرى", "Greater Salt Municipality"),
    Body("madaba", "municipality", "mola", "بلدية مادبا الكبرى", "Greater Madaba Municipality"),
    Body("karak", "municipality", "mola", "بلدية الكرك الكبرى", "Greater Karak Municipality"),
    Body("mafraq", "municipality", "mola", "بلدية المفرق الكبرى", "Greater Mafraq Municipality"),
    Body("jerash", "municipality", "mola", "بلدية جرش الكبرى", "Greater Jerash Municipality"),
    Body("ajloun", "municipality", "mola", "بلدية عجلون الكبرى", "Greater Ajloun Municipality"),
    Body("tafilah", "municipality", "mola", "بلدية الطفيلة الكبرى", "Greater Tafilah Municipality"),
    Body("maan", "municipality", "mola", "بلدية معان الكبرى", "Greater Ma'an Municipality"),
)

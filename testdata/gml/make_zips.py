#!/usr/bin/env python3
"""Writes the SYNTHETIC zip deliveries of this folder from the GML files beside it (make_gml.py first): two as they
should be, and one per fault. Run in this folder."""
import struct
import zipfile

WHEN = (2026, 1, 1, 0, 0, 0)


def make(name, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(name, "w") as out:
        for path, content in members:
            info = zipfile.ZipInfo(path, WHEN)
            info.compress_type = zipfile.ZIP_STORED if path.endswith(".html") else method
            out.writestr(info, content)


def read(name):
    with open(name, "rb") as file:
        return file.read()


GROUPS = read("gio_groups.gml")
NORM = read("gio_norm.gml")
PLAN = read("plan.gml")
make("delivery_dso.zip", [
    ("opdracht/manifest.json", b'{"soort": "SYNTHETISCH"}'), ("opdracht/", b""), ("opdracht/besluit.xml", b"<besluit/>"),
    ("opdracht/IO-1/gebied.gml", GROUPS), ("opdracht/IO-2/hoogte.gml", NORM), ("opdracht/toelichting.pdf", b"%PDF SYNTHETISCH"),
    ("__MACOSX/opdracht/._gebied.gml", b"x"),
])
make("delivery_imro.zip", [
    ("NL.IMRO.9999.SYNTHETISCH-ON01.gml", PLAN), ("t_NL.IMRO.9999.SYNTHETISCH-ON01.html", b"<html>SYNTHETISCH</html>"),
    ("b_NL.IMRO.9999.SYNTHETISCH-ON01_1.pdf", b"%PDF SYNTHETISCH"),
])
make("delivery_half.zip", [("goed.gml", GROUPS), ("kapot.gml", PLAN[:500])])
make("fault_nomap.zip", [("a.pdf", b"%PDF SYNTHETISCH")])
make("fault_bomb.zip", [("bom.gml", b"<a>" + b" " * (70 << 20) + b"</a>")])
make("fault_traversal.zip", [("../../buiten.gml", GROUPS)])
make("fault_backslash.zip", [("..\\buiten.gml", GROUPS)])
good = read("delivery_imro.zip")
central = good.rindex(b"PK\x01\x02")
first = good.index(b"PK\x01\x02")
end = good.rindex(b"PK\x05\x06")


def write(name, data):
    with open(name, "wb") as out:
        out.write(bytes(data))


locked = bytearray(good)
locked[first + 8] |= 1
write("fault_encrypted.zip", locked)
method = bytearray(good)
method[first + 10] = 14
write("fault_method.zip", method)
sixty_four = bytearray(good)
struct.pack_into("<I", sixty_four, end + 16, 0xFFFFFFFF)
write("fault_zip64.zip", sixty_four)
damaged = bytearray(good)
damaged[200] ^= 0xFF
write("fault_damaged.zip", damaged)
lying = bytearray(good)
struct.pack_into("<I", lying, first + 24, 100)
write("fault_lying.zip", lying)
write("fault_truncated.zip", good[: len(good) // 2])

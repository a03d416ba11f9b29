#!/usr/bin/env python3
"""Writes the SYNTHETIC GML files of this folder: invented plans near no real place's boundary, one per geometry
kind and one per fault. Run in this folder."""

IMRO = 'xmlns:imro="http://www.geonovum.nl/imro/2012/1.1"'
GML32 = 'xmlns:gml="http://www.opengis.net/gml/3.2"'
GML31 = 'xmlns:gml="http://www.opengis.net/gml"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
RD = 'srsName="urn:ogc:def:crs:EPSG::28992"'


def pos(points):
    return " ".join(f"{x} {y}" for x, y in points)


def square(x, y, side):
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]


def ring(points, attributes=""):
    return f"<gml:LinearRing><gml:posList{attributes}>{pos(points)}</gml:posList></gml:LinearRing>"


def polygon(points, holes=(), tag="Polygon", srs=RD):
    inner = "".join(f"<gml:interior>{ring(h)}</gml:interior>" for h in holes)
    srs = f" {srs}" if srs else ""
    return f"<gml:{tag}{srs}><gml:exterior>{ring(points)}</gml:exterior>{inner}</gml:{tag}>"


def curve(segments, tag="Ring"):
    return (f"<gml:Ring><gml:curveMember><gml:Curve><gml:segments>{segments}</gml:segments></gml:Curve>"
            f"</gml:curveMember></gml:Ring>")


def surface(rings, srs=RD):
    outer, inner = rings[0], rings[1:]
    holes = "".join(f"<gml:interior>{r}</gml:interior>" for r in inner)
    return (f"<gml:Surface {srs}><gml:patches><gml:PolygonPatch><gml:exterior>{outer}</gml:exterior>{holes}"
            f"</gml:PolygonPatch></gml:patches></gml:Surface>")


def thing(kind, ident, geometry, name="SYNTHETISCH"):
    return (f'<imro:featureMember><imro:{kind} gml:id="{ident}"><imro:naam>{name}</imro:naam>'
            f"<imro:geometrie>{geometry}</imro:geometrie></imro:{kind}></imro:featureMember>\n")


def imro(*members, gml=GML32, prolog='<?xml version="1.0" encoding="utf-8"?>\n'):
    return (f'{prolog}<!-- SYNTHETIC: invented, no real plan -->\n<imro:FeatureCollectionIMRO gml:id="c" {IMRO} {gml} {XLINK}>\n'
            + "".join(members) + "</imro:FeatureCollectionIMRO>\n")


def write(name, text):
    with open(name, "w", encoding="utf-8") as out:
        out.write(text)


S = lambda x: square(230000 + x, 550000, 100)
AREA = "Bestemmingsplangebied"

# One object per geometry kind; the areas are in the tests.
write("kinds.gml", imro(
    thing("Polygon_X", "polygon", polygon(S(0), [square(230010, 550010, 50)])),
    thing("MultiSurface_X", "multi", f"<gml:MultiSurface {RD}><gml:surfaceMember>{polygon(S(0), srs='')}</gml:surfaceMember>"
          f"<gml:surfaceMember>{polygon(S(200), srs='')}</gml:surfaceMember></gml:MultiSurface>"),
    thing("Patches_X", "patches", f"<gml:Surface {RD}><gml:patches>{polygon(S(0), tag='PolygonPatch', srs='')}"
          f"{polygon(S(200), tag='PolygonPatch', srs='')}</gml:patches></gml:Surface>"),
    thing("Composite_X", "composite", f"<gml:CompositeSurface {RD}><gml:surfaceMember>{polygon(S(0), srs='')}</gml:surfaceMember>"
          f"<gml:surfaceMember>{polygon(S(100), srs='')}</gml:surfaceMember></gml:CompositeSurface>"),
    thing("HoleFirst_X", "holefirst", f"<gml:Polygon {RD}><gml:interior>{ring(square(230010, 550010, 50))}</gml:interior>"
          f"<gml:exterior>{ring(S(0))}</gml:exterior></gml:Polygon>"),
    thing("Arc_X", "halfdisc", surface([curve(
        "<gml:LineStringSegment><gml:posList>230000 550000 230200 550000</gml:posList></gml:LineStringSegment>"
        "<gml:Arc><gml:posList>230200 550000 230100 550100 230000 550000</gml:posList></gml:Arc>")])),
    thing("ArcString_X", "disc", surface([curve(
        "<gml:ArcString><gml:posList>230200 550000 230100 550100 230000 550000 230100 549900 230200 550000</gml:posList></gml:ArcString>")])),
    thing("Circle_X", "circle", surface([curve(
        "<gml:Circle><gml:posList>230200 550000 230100 550100 230000 550000</gml:posList></gml:Circle>")])),
    thing("CircleByCenterPoint_X", "centre", surface([curve(
        '<gml:CircleByCenterPoint numArc="1"><gml:pos>230100 550000</gml:pos><gml:radius uom="m">100</gml:radius></gml:CircleByCenterPoint>')])),
    thing("Orientable_X", "orientable", surface([
        "<gml:Ring><gml:curveMember><gml:LineString><gml:posList>230000 550000 230100 550000 230100 550100</gml:posList></gml:LineString></gml:curveMember>"
        '<gml:curveMember><gml:OrientableCurve orientation="-"><gml:baseCurve><gml:LineString><gml:posList>230000 550000 230000 550100 230100 550100</gml:posList></gml:LineString></gml:baseCurve></gml:OrientableCurve></gml:curveMember></gml:Ring>'])),
    thing("Line_X", "line", f"<gml:LineString {RD}><gml:posList>230000 550000 230300 550400</gml:posList></gml:LineString>"),
    thing("Curve_X", "curve", f"<gml:Curve {RD}><gml:segments><gml:LineStringSegment><gml:posList>230000 550000 230030 550040</gml:posList></gml:LineStringSegment>"
          "<gml:Arc><gml:posList>230030 550040 230040 550050 230050 550040</gml:posList></gml:Arc></gml:segments></gml:Curve>"),
    thing("Point_X", "point", f"<gml:Point {RD}><gml:pos>230000 550000</gml:pos></gml:Point>"),
    thing("Pos_X", "pos", f"<gml:Polygon {RD}><gml:exterior><gml:LinearRing>"
          + "".join(f"<gml:pos>{x} {y}</gml:pos>" for x, y in S(0)) + "</gml:LinearRing></gml:exterior></gml:Polygon>"),
    thing("ThreeD_X", "threed", f"<gml:Polygon {RD}><gml:exterior><gml:LinearRing><gml:posList>"
          + " ".join(f"{x} {y} 12.5" for x, y in S(0)) + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"),
    thing("ThreeDStated_X", "threedstated", f'<gml:Polygon {RD} srsDimension="3"><gml:exterior><gml:LinearRing><gml:posList>'
          + " ".join(f"{x} {y} 12.5" for x, y in S(0)[:3] + S(0)[3:]) + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"),
    '<imro:featureMember><imro:Label_X gml:id="label"><imro:naam>SYNTHETISCH</imro:naam><imro:labelInfo><imro:LabelInfo>'
    f"<imro:positie><gml:Point {RD}><gml:pos>1 2</gml:pos></gml:Point></imro:positie></imro:LabelInfo></imro:labelInfo>"
    f"<imro:geometrie>{polygon(S(0))}</imro:geometrie></imro:Label_X></imro:featureMember>\n",
))

# The outline twice, as plan area and as decision area; geometry by reference; one reference to nowhere.
write("plan.gml", imro(
    '<imro:featureMember><imro:MetadataIMRObestand gml:id="m"><imro:codeReferentiesysteem>28992</imro:codeReferentiesysteem></imro:MetadataIMRObestand></imro:featureMember>\n',
    thing("Besluitvlak_X", "b1", polygon(S(0))),
    '<imro:featureMember><imro:Besluitgebied_X gml:id="NL.IMRO.9999.SYNTHETISCH-ON01"><imro:naam>SYNTHETISCH plan</imro:naam>'
    f"<imro:geometrie>{polygon(S(0), srs='')}</imro:geometrie></imro:Besluitgebied_X></imro:featureMember>\n",
    '<imro:featureMember><imro:Structuurvisiegebied_G gml:id="g1"><imro:naam>SYNTHETISCH gebied</imro:naam><imro:begrenzing xlink:href="#o1"/>'
    '<imro:begrenzing xlink:href="#o2"/><imro:plangebied xlink:href="#NL.IMRO.9999.SYNTHETISCH-ON01"/></imro:Structuurvisiegebied_G></imro:featureMember>\n',
    '<imro:featureMember><imro:Structuurvisiegebied_G gml:id="g2"><imro:naam>SYNTHETISCH zonder</imro:naam><imro:begrenzing xlink:href="#nergens"/></imro:Structuurvisiegebied_G></imro:featureMember>\n',
    f'<imro:featureMember><imro:GeometrieStructuurvisieObject gml:id="o1"><imro:geometrie>{polygon(S(200))}</imro:geometrie></imro:GeometrieStructuurvisieObject></imro:featureMember>\n',
    f'<imro:featureMember><imro:GeometrieStructuurvisieObject gml:id="o2"><imro:geometrie>{polygon(S(400))}</imro:geometrie></imro:GeometrieStructuurvisieObject></imro:featureMember>\n',
))

# GML 3.1, default namespace, other prefixes, GML 2 coordinates.
write("gml31.gml", imro(thing(AREA, "NL.IMRO.9999.SYN31-VG01", polygon(S(0), srs='srsName="EPSG:28992"')), gml=GML31))
write("prefixes.gml", '<?xml version="1.0"?>\n<FeatureCollectionIMRO xmlns="http://www.geonovum.nl/imro/2008/1" xmlns:g="http://www.opengis.net/gml">'
      '<featureMember><Bestemmingsplangebied g:id="NL.IMRO.9999.SYNPRE-VO01"><naam>SYNTHETISCH</naam><geometrie>'
      '<g:Polygon srsName="http://www.opengis.net/def/crs/EPSG/0/28992"><g:exterior><g:LinearRing><g:coordinates>'
      "230000,550000 230100,550000 230100,550100 230000,550100 230000,550000</g:coordinates></g:LinearRing></g:exterior></g:Polygon>"
      "</geometrie></Bestemmingsplangebied></featureMember></FeatureCollectionIMRO>\n")
write("latlon.gml", imro(thing(AREA, "urn", polygon([(52.9, 6.5), (52.9, 6.6), (53.0, 6.6), (52.9, 6.5)], srs='srsName="urn:ogc:def:crs:EPSG::4258"'))))
write("lonlat.gml", imro(thing(AREA, "plain", polygon([(6.5, 52.9), (6.6, 52.9), (6.6, 53.0), (6.5, 52.9)], srs='srsName="EPSG:4258"'))))


def gio(locations, header=""):
    return ('<?xml version="1.0" encoding="utf-8"?>\n<!-- SYNTHETIC: invented -->\n<geo:GeoInformatieObjectVaststelling schemaversie="1.3.0" xmlns:geo="https://standaarden.overheid.nl/stop/imop/geo/" '
            f'xmlns:basisgeo="http://www.geostandaarden.nl/basisgeometrie/1.0" {GML32}>\n<geo:vastgesteldeVersie><geo:GeoInformatieObjectVersie>'
            "<geo:FRBRWork>/join/id/regdata/pv99/2026/synthetisch</geo:FRBRWork><geo:FRBRExpression>/join/id/regdata/pv99/2026/synthetisch/nld@2026-01-01;1</geo:FRBRExpression>\n"
            f"{header}<geo:locaties>\n{locations}</geo:locaties></geo:GeoInformatieObjectVersie></geo:vastgesteldeVersie></geo:GeoInformatieObjectVaststelling>\n")


def location(name, ident, geometry, extra=""):
    name = f"<geo:naam>{name}</geo:naam>" if name else ""
    return (f'<geo:Locatie>{name}<geo:geometrie><basisgeo:Geometrie gml:id="id-{ident}"><basisgeo:id>{ident}</basisgeo:id>'
            f"<basisgeo:geometrie>{geometry}</basisgeo:geometrie></basisgeo:Geometrie></geo:geometrie>{extra}</geo:Locatie>\n")


write("gio_norm.gml", gio(
    location("SYNTHETISCH laag", "a", f"<gml:MultiSurface {RD}><gml:surfaceMember>{polygon(S(0), srs='')}</gml:surfaceMember></gml:MultiSurface>",
             "<geo:kwantitatieveNormwaarde>12.5</geo:kwantitatieveNormwaarde>")
    + location("SYNTHETISCH hoog", "b", surface([ring(S(200))]), "<geo:kwantitatieveNormwaarde>25</geo:kwantitatieveNormwaarde>"),
    "<geo:eenheidlabel>meter</geo:eenheidlabel><geo:normlabel>maximum bouwhoogte</geo:normlabel>"))
write("gio_groups.gml", gio(
    location("SYNTHETISCH een", "a", polygon(S(0)), "<geo:groepID>g</geo:groepID>")
    + location("SYNTHETISCH twee", "b", polygon(S(200)), "<geo:groepID>g</geo:groepID>"),
    "<geo:groepen><geo:Groep><geo:groepID>g</geo:groepID><geo:label>SYNTHETISCH gebied</geo:label></geo:Groep></geo:groepen>"))
write("gio_quality.gml", gio(location("", "a", polygon(S(0)), "<geo:kwalitatieveNormwaarde>karakteristiek</geo:kwalitatieveNormwaarde>")))

# Faults.
write("fault_doctype.gml", imro(thing(AREA, "x", polygon(S(0))), prolog='<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n'))
write("fault_external.gml", imro(thing(AREA, "x", polygon(S(0))), prolog='<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "http://localhost/none.dtd">\n'))
write("fault_depth.gml", imro(f'<imro:featureMember><imro:{AREA} gml:id="x">' + "<imro:a>" * 120 + "</imro:a>" * 120 + f"</imro:{AREA}></imro:featureMember>"))
write("fault_unclosed.gml", imro(thing(AREA, "x", polygon(S(0))))[:-60])
write("fault_mismatch.gml", imro(thing(AREA, "x", polygon(S(0)))).replace("</imro:geometrie>", "</imro:geometry>"))
write("fault_mixed_dimensions.gml", imro(thing(AREA, "gemengd", f"<gml:Polygon {RD}><gml:exterior><gml:LinearRing><gml:pos>230000 550000</gml:pos><gml:pos>230100 550000 3</gml:pos>"
      "<gml:pos>230100 550100</gml:pos><gml:pos>230000 550000</gml:pos></gml:LinearRing></gml:exterior></gml:Polygon>")))
write("fault_odd_numbers.gml", imro(thing(AREA, "oneven", f'<gml:Polygon {RD} srsDimension="2"><gml:exterior><gml:LinearRing><gml:posList>230000 550000 230100 550000 230100 550100 230000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>')))
write("fault_number.gml", imro(thing(AREA, "letters", f"<gml:Polygon {RD}><gml:exterior><gml:LinearRing><gml:posList>230000 550000 23o100 550000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>")))
write("fault_open_ring.gml", imro(thing(AREA, "open", polygon(S(0)[:4]))))
write("fault_gap.gml", imro(thing(AREA, "gat", surface(["<gml:Ring><gml:curveMember><gml:LineString><gml:posList>230000 550000 230100 550000</gml:posList></gml:LineString></gml:curveMember>"
      "<gml:curveMember><gml:LineString><gml:posList>230100 550001 230000 550000</gml:posList></gml:LineString></gml:curveMember></gml:Ring>"]))))
write("fault_spline.gml", imro(thing(AREA, "spline", surface([curve("<gml:BSpline><gml:posList>230000 550000 230100 550000 230100 550100 230000 550000</gml:posList></gml:BSpline>")]))))
write("fault_far.gml", imro(thing(AREA, "ver", polygon([(1e300, 0), (1e301, 0), (1e301, 1e301), (1e300, 0)]))))
write("fault_reference.gml", imro(thing(AREA, "verwijst", f'<gml:MultiSurface {RD}><gml:surfaceMember xlink:href="#elders"/></gml:MultiSurface>')))
write("fault_two_crs.gml", imro(thing(AREA, "een", polygon(S(0))), thing(AREA, "twee", polygon(S(0), srs='srsName="urn:ogc:def:crs:EPSG::31370"'))))
write("fault_no_objects.gml", imro())
write("fault_encoding.gml", imro(thing(AREA, "x", polygon(S(0))), prolog='<?xml version="1.0" encoding="UTF-7"?>\n'))

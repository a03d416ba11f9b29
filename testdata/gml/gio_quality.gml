<?xml version="1.0" encoding="utf-8"?>
<!-- SYNTHETIC: invented -->
<geo:GeoInformatieObjectVaststelling schemaversie="1.3.0" xmlns:geo="https://standaarden.overheid.nl/stop/imop/geo/" xmlns:basisgeo="http://www.geostandaarden.nl/basisgeometrie/1.0" xmlns:gml="http://www.opengis.net/gml/3.2">
<geo:vastgesteldeVersie><geo:GeoInformatieObjectVersie><geo:FRBRWork>/join/id/regdata/pv99/2026/synthetisch</geo:FRBRWork><geo:FRBRExpression>/join/id/regdata/pv99/2026/synthetisch/nld@2026-01-01;1</geo:FRBRExpression>
<geo:locaties>
<geo:Locatie><geo:geometrie><basisgeo:Geometrie gml:id="id-a"><basisgeo:id>a</basisgeo:id><basisgeo:geometrie><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>230000 550000 230100 550000 230100 550100 230000 550100 230000 550000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></basisgeo:geometrie></basisgeo:Geometrie></geo:geometrie><geo:kwalitatieveNormwaarde>karakteristiek</geo:kwalitatieveNormwaarde></geo:Locatie>
</geo:locaties></geo:GeoInformatieObjectVersie></geo:vastgesteldeVersie></geo:GeoInformatieObjectVaststelling>

<?xml version="1.0" encoding="utf-8"?>
<!-- SYNTHETIC: invented, no real plan -->
<imro:FeatureCollectionIMRO gml:id="c" xmlns:imro="http://www.geonovum.nl/imro/2012/1.1" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink">
<imro:featureMember><imro:Bestemmingsplangebied gml:id="open"><imro:naam>SYNTHETISCH</imro:naam><imro:geometrie><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>230000 550000 230100 550000 230100 550100 230000 550100</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imro:geometrie></imro:Bestemmingsplangebied></imro:featureMember>
</imro:FeatureCollectionIMRO>

<?xml version="1.0" encoding="utf-8"?>
<!-- SYNTHETIC: invented, no real plan -->
<imro:FeatureCollectionIMRO gml:id="c" xmlns:imro="http://www.geonovum.nl/imro/2012/1.1" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink">
<imro:featureMember><imro:Bestemmingsplangebied gml:id="plain"><imro:naam>SYNTHETISCH</imro:naam><imro:geometrie><gml:Polygon srsName="EPSG:4258"><gml:exterior><gml:LinearRing><gml:posList>6.5 52.9 6.6 52.9 6.6 53.0 6.5 52.9</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imro:geometrie></imro:Bestemmingsplangebied></imro:featureMember>
</imro:FeatureCollectionIMRO>

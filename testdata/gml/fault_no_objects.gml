<?xml version="1.0" encoding="utf-8"?>
<!-- SYNTHETIC: invented, no real plan -->
<imro:FeatureCollectionIMRO gml:id="c" xmlns:imro="http://www.geonovum.nl/imro/2012/1.1" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink">
</imro:FeatureCollectionIMRO>

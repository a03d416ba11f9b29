#!/usr/bin/env python3
"""Opens QGIS projects as QGIS does and draws them: qgis_render.py FOLDER PROJECT.qgs...

Fails when a layer is not found, has no looks, lacks its aliases, has another CRS than its project, or when nothing is drawn.
One picture per project goes into FOLDER. Needs python3-qgis; nothing of it is used by kk-diff itself.
"""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (  # noqa: E402
    QgsApplication, QgsCategorizedSymbolRenderer, QgsMapRendererParallelJob, QgsMapSettings, QgsProject)
from qgis.PyQt.QtCore import QSize  # noqa: E402


def check(project, path):
    problems = []
    layers = list(project.mapLayers().values())
    if not layers:
        problems.append("no layers")
    if not project.crs().isValid():
        problems.append("no CRS")
    for node in project.layerTreeRoot().findLayers():
        if node.layer() is None:
            problems.append(f"{node.name()}: in the list, but not a layer")
    for layer in layers:
        name = layer.name()
        if not layer.isValid():
            problems.append(f"{name}: not found ({layer.source()})")
            continue
        if layer.crs() != project.crs():
            problems.append(f"{name}: CRS {layer.crs().authid()} and not {project.crs().authid()}")
        renderer = layer.renderer()
        if not isinstance(renderer, QgsCategorizedSymbolRenderer) or not renderer.categories():
            if layer.featureCount() > 0:
                problems.append(f"{name}: no looks")
        elif layer.fields().indexOf(renderer.classAttribute()) < 0:
            problems.append(f"{name}: looks by a field that it does not have")
        if not any(field.alias() for field in layer.fields()):
            problems.append(f"{name}: no aliases")
        # The file's own looks are there to choose from, and open with the layer.
        count, _, names, *_ = layer.listStylesInDatabase()
        if count < 1:
            problems.append(f"{name}: no looks in the file")
        print(f"  {name}: {layer.featureCount()} features, {len(renderer.categories()) if isinstance(renderer, QgsCategorizedSymbolRenderer) else 0} categories, "
              f"styles {list(names)}")
    return problems


def draw(project, file):
    settings = QgsMapSettings()
    settings.setLayers([layer for layer in project.layerTreeRoot().checkedLayers() if layer])
    settings.setDestinationCrs(project.crs())
    settings.setExtent(project.viewSettings().defaultViewExtent() if not project.viewSettings().defaultViewExtent().isEmpty() else extent(project))
    settings.setOutputSize(QSize(1000, 800))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(file)
    colours = {image.pixel(x, y) for x in range(0, 1000, 5) for y in range(0, 800, 5)}
    return len(colours)


def extent(project):
    box = None
    for layer in project.layerTreeRoot().checkedLayers():
        if layer and layer.featureCount() > 0:
            box = layer.extent() if box is None else box
            box.combineExtentWith(layer.extent())
    box.scale(1.1)
    return box


def main():
    folder, paths = sys.argv[1], sys.argv[2:]
    application = QgsApplication([], False)
    application.initQgis()
    failed = False
    for path in paths:
        print(path)
        project = QgsProject.instance()
        project.clear()
        problems = [] if project.read(path) else ["cannot be read"]
        problems += check(project, path)
        picture = os.path.join(folder, os.path.basename(os.path.dirname(os.path.abspath(path))) + ".png")
        if draw(project, picture) < 3:
            problems.append("nothing was drawn")
        for problem in problems:
            failed = True
            print("  FAILED: " + problem)
    application.exitQgis()
    print("failed" if failed else "all projects open and draw")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

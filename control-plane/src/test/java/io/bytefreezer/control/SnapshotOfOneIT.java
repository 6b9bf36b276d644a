package io.bytefreezer.control;

class SnapshotOfOneIT extends SnapshotContract {

    @Override
    ControlPlane startChanged() {
        return ControlPlane.embedded(directory.resolve("one"));
    }

    @Override
    ControlPlane startAsked(ControlPlane changed) {
        return changed;
    }
}

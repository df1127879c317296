"""Two builds of one source at once: the second says so, stops, and leaves everything as it is."""

from pipeline import build, store
from pipeline.releases.switch import lock
from pipeline.source import source_ids


def test_a_build_beside_another_stops_with_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(store, "BUILD", tmp_path / "build")
    monkeypatch.setattr(store, "OUTPUT", tmp_path / "output")
    name = source_ids()[0]
    with lock(store.BUILD / name):
        assert build.main(["--offline", name]) == 1
    said = capsys.readouterr()
    assert "is being built by another run" in said.out + said.err
    assert not (tmp_path / "output").exists()

"""Each process tells Prometheus about itself and about nothing else."""

from prometheus_client import Counter
from prometheus_client.parser import text_string_to_metric_families

from project88.metrics import REGISTRY, render


def test_a_process_tells_its_memory_and_what_its_features_count() -> None:
    counter = Counter("project88_test_reads", "Reads of this test.", registry=REGISTRY)
    try:
        counter.inc(3)
        told = {family.name: family for family in text_string_to_metric_families(render().decode())}
    finally:
        REGISTRY.unregister(counter)
    assert told["process_resident_memory_bytes"].samples[0].value > 0
    assert told["project88_test_reads"].samples[0].value == 3

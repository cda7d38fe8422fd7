"""
Serve the stand-in until it is stopped: ``python -m tests.standin --port 8099 --references references.bib``.

Then, in another shell: ``KB_EUTILS_URL=http://127.0.0.1:8099/entrez/eutils/ kb ingest pubmed --all``.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from kb.bibliography import load_publications
from tests.standin import faults
from tests.standin.records import StandInRecord, records_of, with_abstracts
from tests.standin.server import StandIn


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--references", type=Path, help="serve a record for each entry that has a PMID")
    parser.add_argument("--abstracts", type=Path, help="JSONL of pmid and abstract, served with the records")
    parser.add_argument("--faults", action="store_true", help="answer the first requests with faults")
    arguments = parser.parse_args()
    records: list[StandInRecord] = []
    if arguments.references:
        records = records_of(load_publications(arguments.references).publications)
    if arguments.abstracts:
        records = with_abstracts(records, arguments.abstracts)
    with StandIn(records, port=arguments.port) as server:
        if arguments.faults:
            server.faults.extend(
                [
                    faults.rate_limited(retry_after="1"),
                    faults.rate_limited(200, retry_after="1"),
                    faults.server_error(),
                    faults.cut(0.4),
                    faults.dropped(),
                    faults.cut(0.5, chunked=True),
                    faults.blocked(),
                    faults.empty(),
                    faults.cut(0.7, closed=True),
                    faults.unrouted(),
                ]
            )
        print(f"{len(records)} records; KB_EUTILS_URL={server.address}", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()

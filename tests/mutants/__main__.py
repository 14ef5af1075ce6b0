"""Plant every fault, and print what catches it; fails when one is not caught or cannot be planted any more."""

import argparse
import sys
import time
from pathlib import Path

from tests.mutants.planted import FAULTS
from tests.mutants.verdicts import judge
from tests.prepare import NEEDS, missing

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Do it for all faults, or for those that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", help="only these faults; a part of a name or of a kind will do")
    parser.add_argument("--list", action="store_true", help="show the faults, and plant none")
    asked = parser.parse_args()
    chosen = [
        fault for fault in FAULTS if not asked.names or any(n in f"{fault.kind} {fault.name}" for n in asked.names)
    ]
    if not chosen:
        parser.error("no fault is called so")
    wide, where = max(len(fault.name) for fault in chosen), max(len(fault.file) for fault in chosen)
    if asked.list:
        for fault in chosen:
            sys.stdout.write(f"{fault.name:{wide}}  {fault.kind:18}  {fault.file:{where}}  {' '.join(fault.tests)}\n")
        return
    if absent := missing(NEEDS):
        sys.exit(f"Not on this machine, and needed: {', '.join(absent)}")
    sets = len({fault.tests for fault in chosen})
    sys.stdout.write(f"{len(chosen)} faults; first {sets} sets of tests without any.\n")
    began, uncaught = time.perf_counter(), 0
    for verdict in judge(ROOT, chosen):
        uncaught += not verdict.caught
        fault = verdict.fault
        sys.stdout.write(f"{fault.name:{wide}}  {fault.file:{where}}  {verdict.seconds:5.1f} s  {verdict.said}\n")
        sys.stdout.flush()
    minutes = (time.perf_counter() - began) / 60
    sys.stdout.write(f"{len(chosen) - uncaught} of {len(chosen)} faults caught, in {minutes:.0f} minutes.\n")
    sys.exit(1 if uncaught else 0)


if __name__ == "__main__":
    main()

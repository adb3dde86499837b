"""`helpline prompts`: the script for a speaker, recordings taken in, and what is still missing."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpline.content import ContentError
from helpline.infra.settings import settings
from ivr.recordings import export, importing, report, synthesise
from ivr.recordings.lines import Lines, all_lines
from ivr.recordings.manifest import ManifestError, Recording, load
from ivr.recordings.synthesise import CannotSynthesise


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the commands; returns 0, 1 where a recording was refused, 2 where nothing could be done."""
    options = _parser().parse_args(argv)
    folder = settings().recordings_folder
    try:
        lines = _chosen(all_lines(), options.language)
        recordings = load(folder)
        if options.command == "export":
            return _export(options, lines, recordings)
        if options.command == "import":
            return _import(options, lines, folder)
        if options.command == "synthesise":
            return _synthesise(lines, recordings, folder, again=options.again)
        return _report(lines, recordings, folder, as_json=options.json)
    except (OSError, ContentError, ManifestError, CannotSynthesise) as error:
        print(f"helpline prompts: {error}", file=sys.stderr)
        return 2


def _export(options: argparse.Namespace, lines: Lines, recordings: Mapping[str, Recording]) -> int:
    chosen = [line for line in lines.lines if not options.missing or export.state(line, recordings) != "yes"]
    table, pages = export.write(options.folder, chosen, recordings)
    minutes = sum(line.seconds for line in chosen) / 60
    print(f"{len(chosen)} lines, about {minutes:.0f} minutes: {table} and {pages}")
    return 0


def _import(options: argparse.Namespace, lines: Lines, folder: Path) -> int:
    if not options.folder.is_dir():
        print(f"helpline prompts: {options.folder} is no folder", file=sys.stderr)
        return 2
    taken = importing.take_folder(options.folder, lines.by_name(), folder, dry_run=options.dry_run)
    for one in taken:
        print(
            f"ok    {one.file}: {one.seconds:.1f} s"
            if one.problem is None
            else f"FAIL  {one.file}: {one.problem}"
        )
    good = sum(one.problem is None for one in taken)
    done = "would be kept" if options.dry_run else f"kept in {folder}"
    print(f"{good} of {len(taken)} files {done}")
    return 0 if taken and good == len(taken) else 1


def _synthesise(lines: Lines, recordings: Mapping[str, Recording], folder: Path, *, again: bool) -> int:
    if settings().environment == "production":
        raise CannotSynthesise("placeholders are not made in production")
    wanted = ("no", "placeholder") if again else ("no",)
    chosen = [line for line in lines.lines if export.state(line, recordings) in wanted]
    made = synthesise.synthesise(chosen, folder)
    print(f"{made} placeholders made in {folder}; {len(chosen) - made} lines have no voice here")
    return 0


def _report(lines: Lines, recordings: Mapping[str, Recording], folder: Path, *, as_json: bool) -> int:
    found = report.report(lines, recordings, folder)
    print(
        json.dumps(report.as_json(found), ensure_ascii=False, indent=2) if as_json else report.as_text(found)
    )
    return 0


def _chosen(lines: Lines, language: str | None) -> Lines:
    if language is None:
        return lines
    return Lines(tuple(line for line in lines.lines if line.language == language), lines.unrecordable)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helpline prompts", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--language", choices=tuple(export.LANGUAGES), help="lines of this language only")
    one = commands.add_parser(
        "export", parents=[common], help="write script.csv and script.html for a speaker"
    )
    one.add_argument("folder", type=Path, metavar="DIR")
    one.add_argument("--missing", action="store_true", help="only what is not recorded yet")
    one = commands.add_parser("import", parents=[common], help="check recordings and take them in")
    one.add_argument("folder", type=Path, metavar="DIR")
    one.add_argument("--dry-run", action="store_true", help="check only")
    one = commands.add_parser("synthesise", parents=[common], help="make placeholders with espeak-ng")
    one.add_argument("--again", action="store_true", help="make existing placeholders anew")
    one = commands.add_parser("report", parents=[common], help="say what is still unrecorded")
    one.add_argument("--json", action="store_true", help="as JSON")
    return parser

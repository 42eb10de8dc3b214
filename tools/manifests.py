"""The manifests of domains below deploy/kubernetes: how a new one gets what another one has.

A model is copied: the folders that are called like it, and in files that name several domains the
documents, items of lists and words that are about it alone.
"""

import re
import shutil

MODEL = "ownership"
FOLDER = "deploy/kubernetes"
# Of domains that keep what only officers may see.
NOT_COPIED = "officers"
# Of PostgreSQL, for one more service: its pods open 40 at most, two poolers 25 each.
CONNECTIONS = 50


def mentions(text, name):
    """Whether the name is a word of the text; `hr_owner` and `ett-hr` are about hr, a key `property:` is not."""
    return re.search(rf"(?<![a-z0-9]){name}(?![a-z0-9]|: )", text) is not None


def renamed(text, name):
    """The text about the model, about another domain."""
    return re.sub(rf"(?<![a-z0-9]){MODEL}(?![a-z0-9])", name, text)


class Manifests:
    """Those of one checkout."""

    def __init__(self, root):
        self.root = root
        self.others = [path.name for path in (root / "services").iterdir() if path.is_dir() and path.name != MODEL]
        self.files = sorted((root / FOLDER).rglob("*.yaml"))

    def place_of_word(self, word):
        """Where a word is, outside comments; None where it is nowhere."""
        for path in self.files:
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if re.search(rf"\b{word}\b", line.split("#")[0]):
                    return f"{path.relative_to(self.root)}:{number}"
        return None

    def copy(self, name, deployment):
        """Copies the folders of the model; `deployment` is what the base has for one. Returns the files."""
        made = []
        for folder in sorted((self.root / FOLDER).rglob(MODEL)):
            target = folder.with_name(name)
            shutil.copytree(folder, target)
            for path in sorted(target.rglob("*.yaml")):
                path.write_text(re.sub(r"newTag: [^ }]+", "newTag: 0.1.0", renamed(path.read_text(), name)))
                made.append(path)
        (self.root / FOLDER / "base" / name / "deployment.yaml").write_text(deployment)
        return made

    def grow(self, name):
        """Adds the domain to the files that name several; returns those that changed."""
        changed = []
        for path in self.files:
            if MODEL in path.parts or NOT_COPIED in str(path):
                continue
            text = path.read_text()
            grown = "---\n".join(self._grown_documents(re.split(r"^---\n", text, flags=re.MULTILINE), name))
            grown = re.sub(r'(?<=max_connections: ")\d+', lambda found: str(int(found[0]) + CONNECTIONS), grown)
            if grown != text:
                path.write_text(grown)
                changed.append(path)
        return changed

    def _about_model_alone(self, text):
        return (mentions(text, MODEL) and NOT_COPIED not in text
                and not any(mentions(text, other) for other in self.others))

    def _grown_documents(self, documents, name):
        if len(documents) > 1 and any(map(self._about_model_alone, documents)):
            return self._with_copies(documents, name)
        return [self._grown_items(document, name) for document in documents]

    def _with_copies(self, blocks, name):
        """The blocks, and copies of the model's behind the last of them."""
        own = [index for index, block in enumerate(blocks) if self._about_model_alone(block)]
        copies = [renamed(blocks[index], name) for index in own]
        return blocks[:own[-1] + 1] + copies + blocks[own[-1] + 1:]

    def _grown_items(self, document, name):
        lines, grown, run = document.splitlines(keepends=True), [], []
        while lines:
            block = self._item_of(lines) if not lines[0].isspace() else []
            if block and self._about_model_alone("".join(block)):
                grown += block
                run += block
                del lines[:len(block)]
                continue
            grown += [renamed(line, name) for line in run]
            run = []
            grown.append(self._grown_line(lines.pop(0), name))
        return "".join(grown + [renamed(line, name) for line in run])

    @staticmethod
    def _item_of(lines):
        """The item of a list, or the line of a file of addresses, that begins here, with what is indented
        below it; nothing elsewhere."""
        first = re.match(r"( *)(?:- |[a-z0-9]+=)", lines[0])
        if not first:
            return []
        end = 1
        while end < len(lines) and re.match(rf" {{{len(first[1]) + 1},}}\S", lines[end]):
            end += 1
        return lines[:end]

    @staticmethod
    def _grown_line(line, name):
        """A line that lists domains, with one more at its end; any other as it is."""
        if NOT_COPIED in line:
            return line
        word = r"[^,\[\]{}\s]"
        listed = re.compile(rf"(,\s*)({word}*(?<![a-z]){MODEL}(?![a-z]){word}*)((?:,\s*{word}+)*)(?=\]|\n)")
        return listed.sub(lambda found: found[0] + found[1] + renamed(found[2], name), line, count=1)

# CycloneDX 1.5 from tables of assemble.sh: packages with their versions, files and licences.
def table: split("\n") | map(select(. != "") | split("\t"));
def by_package(column): reduce .[] as $row ({}; .[$row[1 - column]] += [$row[column]]);

($files | table | by_package(0)) as $paths |
($licences | table | by_package(1)) as $terms |
($compiled | split("\n") | map(select(. != ""))) as $inside |
($packages | table | map(
  . as [$package, $revision, $architecture, $source, $source_revision] |
  "pkg:deb/debian/\($package | @uri)@\($revision | @uri)?arch=\($architecture)&distro=debian-12" as $purl |
  {
    type: "library",
    "bom-ref": $purl,
    name: $package,
    version: $revision,
    licenses: ($terms[$package] | map({license: {name: .}})),
    purl: $purl,
    properties: [
      {name: "ett:source", value: "\($source) \($source_revision)"},
      {name: "ett:compiled-in", value: "\($package | IN($inside[]))"}
    ],
    evidence: {occurrences: (($paths[$package] // []) | sort | map({location: .}))}
  })) as $components |
"pkg:generic/ett-\($name)@\($version)" as $self |
{
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: {
    timestamp: $created,
    component: {type: "application", "bom-ref": $self, name: "ett-\($name)", version: $version, purl: $self}
  },
  components: $components,
  dependencies: [{ref: $self, dependsOn: ($components | map(."bom-ref"))}]
}

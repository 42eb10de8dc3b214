#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "services/ownership/file_export.h"
#include "services/ownership/file_source.h"
#include "services/ownership/histories.h"
#include "services/ownership/position_answers.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// Texts of XML 1.0: what it cannot say is left out.
std::string EscapedXml(const std::string& text) {
  std::string clean;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code >= 0x20 || c == '\t' || c == '\n' || c == '\r') clean += c;
  }
  return absl::StrReplaceAll(clean,
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string EscapedDot(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}, {"\n", "\\n"}, {"\r", ""}});
}

std::string Print(const v1::Fraction& part) {
  return absl::StrCat(part.numerator(), "/", part.denominator());
}

// Keys of nodes and edges: id, what has it, its type.
constexpr char kGraphMlHead[] =
    R"xml(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="form" for="node" attr.name="form" attr.type="string"/>
  <key id="synthetic" for="all" attr.name="synthetic" attr.type="boolean"/>
  <key id="capital" for="edge" attr.name="capital" attr.type="string"/>
  <key id="votes" for="edge" attr.name="votes" attr.type="string"/>
  <key id="capital_percent" for="edge" attr.name="capital_percent" attr.type="double"/>
  <key id="votes_percent" for="edge" attr.name="votes_percent" attr.type="double"/>
  <graph id="ownership" edgedefault="directed">
)xml";

std::string DataOf(const char* key, const std::string& value) {
  return absl::StrCat("<data key=\"", key, "\">", value, "</data>");
}

std::string WriteGraphMl(const v1::GetOwnershipGraphResponse& graph) {
  std::string xml = kGraphMlHead;
  const auto print = [](bool synthetic) { return std::string(synthetic ? "true" : "false"); };
  for (const v1::GraphNode& node : graph.nodes()) {
    absl::StrAppend(&xml, "    <node id=\"", EscapedXml(node.id()), "\">",
                    DataOf("name", EscapedXml(node.display_name())),
                    DataOf("form", v1::EntityForm_Name(node.form())),
                    DataOf("synthetic", print(node.synthetic())), "</node>\n");
  }
  for (const v1::GraphEdge& edge : graph.edges()) {
    absl::StrAppend(&xml, "    <edge source=\"", EscapedXml(edge.owner()), "\" target=\"",
                    EscapedXml(edge.company()), "\">", DataOf("capital", Print(edge.capital())),
                    DataOf("votes", Print(edge.votes())),
                    DataOf("capital_percent", absl::StrFormat("%.15g", PercentOf(edge.capital()))),
                    DataOf("votes_percent", absl::StrFormat("%.15g", PercentOf(edge.votes()))),
                    DataOf("synthetic", print(edge.synthetic())), "</edge>\n");
  }
  return absl::StrCat(xml, "  </graph>\n</graphml>\n");
}

// What is synthetic is dashed, and says so.
std::string WriteDot(const v1::GetOwnershipGraphResponse& graph) {
  std::string dot = "digraph ownership {\n  node [shape=box];\n";
  for (const v1::GraphNode& node : graph.nodes()) {
    absl::StrAppend(&dot, "  \"", EscapedDot(node.id()), "\" [label=\"",
                    EscapedDot(node.display_name()), node.synthetic() ? " (syntetisk)" : "", "\"",
                    node.synthetic() ? ", style=dashed" : "", "];\n");
  }
  for (const v1::GraphEdge& edge : graph.edges()) {
    absl::StrAppend(&dot, "  \"", EscapedDot(edge.owner()), "\" -> \"", EscapedDot(edge.company()),
                    "\" [label=\"", absl::StrFormat("%.4g %%", PercentOf(edge.capital())), "\"",
                    edge.synthetic() ? ", style=dashed" : "", "];\n");
  }
  return absl::StrCat(dot, "}\n");
}

absl::StatusOr<ExportedFile> Export(const PositionSources& sources,
                                    const v1::ExportGraphRequest& request) {
  if (request.format() == v1::GRAPH_FORMAT_UNSPECIFIED) {
    return status::InvalidField("format", "GRAPH_FORMAT_GRAPHML or GRAPH_FORMAT_DOT", "nothing",
                                "REQUIRED");
  }
  v1::GetOwnershipGraphRequest asked;
  asked.set_parent(request.parent());
  asked.set_owner(request.owner());
  if (request.has_as_of()) *asked.mutable_as_of() = request.as_of();
  if (request.has_as_known_at()) *asked.mutable_as_known_at() = request.as_known_at();
  ASSIGN_OR_RETURN(const v1::GetOwnershipGraphResponse graph, GetOwnershipGraph(sources, asked));
  if (request.format() == v1::GRAPH_FORMAT_DOT) {
    return ExportedFile{"text/vnd.graphviz; charset=utf-8", WriteDot(graph)};
  }
  return ExportedFile{"application/graphml+xml; charset=utf-8", WriteGraphMl(graph)};
}

}  // namespace

std::unique_ptr<chassis::Source<v1::ExportGraphResponse>> MakeGraphExport(
    const PositionSources& sources, const v1::ExportGraphRequest& request) {
  return std::make_unique<FileSource<v1::ExportGraphResponse>>(
      [sources, request] { return Export(sources, request); });
}

}  // namespace ett::ownership

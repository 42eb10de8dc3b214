#pragma once

#include <string>

#include "ett/figures/v1/figures.pb.h"

// Words that reports are made of besides their templates.
namespace ett::composition {

using figures::v1::Text;

const Text& SyntheticNote();

// What a domain's figures are about.
const Text& DomainTitle(const std::string& domain);

// What the symbols in place of values mean; see figures/table_view.h.
const Text& Meaning(figures::v1::CellReason reason);

// ¹².
std::string Superscript(int number);

}  // namespace ett::composition

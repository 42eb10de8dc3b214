#include "records/filter.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "records/row.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using google::protobuf::FieldDescriptor;

constexpr std::size_t kLongestFilter = 2'000;
constexpr int kDeepest = 20;

absl::Status Refuse(absl::string_view wanted, absl::string_view came) {
  return status::InvalidField("filter", wanted, came, "MALFORMED_FILTER");
}

struct Token {
  enum class Kind { kWord, kText, kSymbol, kEnd } kind = Kind::kEnd;
  std::string text;
};

class Tokens {
 public:
  static absl::StatusOr<Tokens> Of(absl::string_view filter) {
    Tokens tokens;
    while (true) {
      filter = absl::StripLeadingAsciiWhitespace(filter);
      if (filter.empty()) break;
      ASSIGN_OR_RETURN(Token token, Next(filter));
      tokens.tokens_.push_back(std::move(token));
    }
    return tokens;
  }

  const Token& Peek() const {
    static const auto& end = *new Token();
    return at_ < tokens_.size() ? tokens_[at_] : end;
  }
  Token Take() { return at_ < tokens_.size() ? tokens_[at_++] : Token(); }
  bool TakeSymbol(absl::string_view symbol) { return TakeIf(Token::Kind::kSymbol, symbol); }
  bool TakeWord(absl::string_view word) { return TakeIf(Token::Kind::kWord, word); }

 private:
  bool TakeIf(Token::Kind kind, absl::string_view text) {
    if (Peek().kind != kind || Peek().text != text) return false;
    ++at_;
    return true;
  }

  static absl::StatusOr<Token> Next(absl::string_view& rest) {
    for (const char* symbol : {"<=", ">=", "!=", "=", "<", ">", ":", "(", ")"}) {
      if (absl::ConsumePrefix(&rest, symbol)) return Token{Token::Kind::kSymbol, symbol};
    }
    if (rest[0] == '"') return Quoted(rest);
    if (rest[0] == '-' && rest.size() > 1 && (absl::ascii_isalpha(rest[1]) || rest[1] == '(')) {
      rest.remove_prefix(1);
      return Token{Token::Kind::kWord, "NOT"};
    }
    const std::size_t end = std::min(rest.find_first_of(" \t\n\r<>=!:()\""), rest.size());
    Token word{Token::Kind::kWord, std::string(rest.substr(0, end))};
    if (end == 0) return Refuse("a comparison such as field = \"value\"", rest);
    rest.remove_prefix(end);
    return word;
  }

  static absl::StatusOr<Token> Quoted(absl::string_view& rest) {
    Token token{Token::Kind::kText, ""};
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == '"') {
        rest.remove_prefix(i + 1);
        return token;
      }
      if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
      token.text.push_back(rest[i]);
    }
    return Refuse("a closing quote", rest);
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

class Compiler {
 public:
  Compiler(const Kind& kind, Tokens tokens, int next_parameter)
      : kind_(kind), tokens_(std::move(tokens)), next_parameter_(next_parameter) {}

  absl::StatusOr<Condition> Compile() {
    ASSIGN_OR_RETURN(condition_.sql, Expression(0));
    if (tokens_.Peek().kind != Token::Kind::kEnd) {
      return Refuse("AND, OR or the end", tokens_.Peek().text);
    }
    return std::move(condition_);
  }

 private:
  // expression = factor { AND factor }
  absl::StatusOr<std::string> Expression(int depth) {
    if (depth > kDeepest) return Refuse(absl::StrCat("at most ", kDeepest, " levels"), "more");
    ASSIGN_OR_RETURN(std::string sql, Factor(depth));
    while (tokens_.TakeWord("AND")) {
      ASSIGN_OR_RETURN(const std::string right, Factor(depth));
      sql = absl::StrCat(sql, " AND ", right);
    }
    return sql;
  }

  // factor = term { OR term }
  absl::StatusOr<std::string> Factor(int depth) {
    ASSIGN_OR_RETURN(std::string sql, Term(depth));
    while (tokens_.TakeWord("OR")) {
      ASSIGN_OR_RETURN(const std::string right, Term(depth));
      sql = absl::StrCat("(", sql, " OR ", right, ")");
    }
    return sql;
  }

  // term = [ NOT ] ( comparison | "(" expression ")" )
  absl::StatusOr<std::string> Term(int depth) {
    const bool negated = tokens_.TakeWord("NOT");
    std::string sql;
    if (tokens_.TakeSymbol("(")) {
      ASSIGN_OR_RETURN(const std::string inner, Expression(depth + 1));
      if (!tokens_.TakeSymbol(")")) return Refuse("a closing parenthesis", tokens_.Peek().text);
      sql = absl::StrCat("(", inner, ")");
    } else {
      ASSIGN_OR_RETURN(sql, Comparison());
    }
    return negated ? absl::StrCat("NOT (", sql, ")") : sql;
  }

  absl::StatusOr<std::string> Comparison() {
    const Token name = tokens_.Take();
    if (name.kind != Token::Kind::kWord) return Refuse("a field", name.text);
    ASSIGN_OR_RETURN(const Column* column, Find(name.text));
    const Token op = tokens_.Take();
    const bool comparison = op.kind == Token::Kind::kSymbol && op.text != "(" && op.text != ")";
    if (!comparison) return Refuse("one of = != < <= > >= : after the field", op.text);
    const Token value = tokens_.Take();
    if (value.kind != Token::Kind::kWord && value.kind != Token::Kind::kText) {
      return Refuse("a value after the operator", value.text);
    }
    ASSIGN_OR_RETURN(sql::Value argument, ValueOf(*column, value.text));
    condition_.arguments.push_back(std::move(argument));
    const std::string parameter = absl::StrCat("$", next_parameter_++);
    if (op.text != ":") return absl::StrCat(column->name(), " ", op.text, " ", parameter);
    if (column->field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
      return Refuse("a text field before `:`", name.text);
    }
    // Portable and case-sensitive on both engines, which LIKE is not.
    return absl::StrCat("REPLACE(", column->name(), ", ", parameter, ", '') <> ", column->name());
  }

  absl::StatusOr<const Column*> Find(const std::string& name) {
    for (const Column& column : kind_.columns) {
      const bool scalar =
          !column.field->is_repeated() &&
          (column.field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || IsDate(*column.field));
      if (column.name() == name && scalar) return &column;
    }
    return status::InvalidField("filter", absl::StrCat("a field of ", kind_.message->name()), name,
                                "UNKNOWN_FIELD");
  }

  static absl::StatusOr<sql::Value> ValueOf(const Column& column, const std::string& text) {
    const FieldDescriptor& field = *column.field;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        if (column.reference == nullptr || !absl::StrContains(text, '/')) return sql::Value(text);
        return IdOf(column, text);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (IsPossible(ParseDate(text))) return sql::Value(PrintDate(ParseDate(text)));
        return Refuse(absl::StrCat("a date such as 2018-03-25 for ", field.name()), text);
      case FieldDescriptor::CPPTYPE_ENUM:
        return EnumValue(field, text);
      case FieldDescriptor::CPPTYPE_BOOL:
        if (text == "true" || text == "false") return sql::Value(std::int64_t{text == "true"});
        return Refuse(absl::StrCat("true or false for ", field.name()), text);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return Number<double>(
            field, text, [](const std::string& t, double* n) { return absl::SimpleAtod(t, n); });
      default:
        return Number<std::int64_t>(field, text, [](const std::string& t, std::int64_t* n) {
          return absl::SimpleAtoi(t, n);
        });
    }
  }

  static absl::StatusOr<sql::Value> IdOf(const Column& column, const std::string& name) {
    ASSIGN_OR_RETURN(const RecordName parsed, ParseName(*column.reference, name, "filter"));
    return sql::Value(parsed.id);
  }

  static absl::StatusOr<sql::Value> EnumValue(const FieldDescriptor& field,
                                              const std::string& text) {
    const auto* value = field.enum_type()->FindValueByName(text);
    if (value != nullptr) return sql::Value(std::int64_t{value->number()});
    return Refuse(absl::StrCat("a value of ", field.enum_type()->name()), text);
  }

  template <typename T, typename Parse>
  static absl::StatusOr<sql::Value> Number(const FieldDescriptor& field, const std::string& text,
                                           Parse parse) {
    T number{};
    if (parse(text, &number)) return sql::Value(number);
    return Refuse(absl::StrCat("a number for ", field.name()), text);
  }

  const Kind& kind_;
  Tokens tokens_;
  int next_parameter_;
  Condition condition_;
};

}  // namespace

absl::StatusOr<Condition> CompileFilter(const Kind& kind, absl::string_view filter,
                                        int next_parameter) {
  if (filter.size() > kLongestFilter) {
    return Refuse(absl::StrCat("at most ", kLongestFilter, " bytes"), absl::StrCat(filter.size()));
  }
  if (absl::StripAsciiWhitespace(filter).empty()) return Condition{};
  ASSIGN_OR_RETURN(Tokens tokens, Tokens::Of(filter));
  return Compiler(kind, std::move(tokens), next_parameter).Compile();
}

}  // namespace ett::records

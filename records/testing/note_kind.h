#pragma once

#include <memory>
#include <string>

#include "records/records.h"
#include "records/testing/note.pb.h"
#include "sql/migrate.h"

namespace ett::records::testing {

inline constexpr char kParent[] = "municipalities/935478715";

inline sql::Migration NoteMigration() {
  return {10, "0010_note", R"sql(
CREATE TABLE note (
  municipality TEXT NOT NULL, id TEXT NOT NULL, recorded_at BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  title TEXT, amount_ore BIGINT, share DOUBLE PRECISION, open BIGINT, colour BIGINT, day TEXT,
  at BIGINT, rank BIGINT, tags TEXT, part TEXT, follows TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
)sql"};
}

// A note may follow another one, and may not have a negative amount.
inline const Kind& NoteKind() {
  static const Kind& kind = *[] {
    auto* made = new Kind();
    *made = MakeKind<Note>("note",
                           [](const Note& note, FieldErrors& errors) {
                             if (note.amount_ore() < 0) {
                               errors.Add("amount_ore", "OUT_OF_RANGE", "0 or more",
                                          std::to_string(note.amount_ore()));
                             }
                           },
                           {{"follows", made}});
    return made;
  }();
  return kind;
}

inline Note MakeNote(const std::string& id, const std::string& title, std::int64_t amount_ore = 0) {
  Note note;
  note.set_name(std::string(kParent) + "/notes/" + id);
  note.set_title(title);
  note.set_amount_ore(amount_ore);
  return note;
}

}  // namespace ett::records::testing

#pragma once

namespace ett::chassis {

// Initial metadata of an answer: which version of the service's data it is of. The same request is
// answered the same as long as the version is.
inline constexpr char kDataVersion[] = "ett-data-version";
// Who has kept an answer says its version when asking again; and is told, when it still is the
// answer and they may ask, that it is, in place of it: the message says nothing.
inline constexpr char kIfDataVersion[] = "ett-if-data-version";
inline constexpr char kNotModified[] = "ett-not-modified";

}  // namespace ett::chassis

#pragma once

#include <string>

namespace ett::figures {

enum class Language { kNb, kEn };

// Half away from zero, on the shortest decimal text of the number, as a person would round what is
// written: 7.25 → 7.3, 0.285 → 0.29, −0.5 → −1. `decimals` 0..15.
double RoundDecimal(double number, int decimals);

// For people. nb: decimal comma, no-break space between thousands, a minus sign: −1 234,5.
// en: decimal point, comma between thousands: −1,234.5.
std::string Print(double number, int decimals, Language language);

// For machines: decimal point, no grouping, "-": -1234.5.
std::string PrintMachine(double number, int decimals);

}  // namespace ett::figures

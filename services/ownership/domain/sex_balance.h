#pragma once

namespace ett::ownership {

// How many of each sex a board of so many members has at least: 2..3 members, one; 4..5, two;
// 6..8, three; 9, four; more, 40 percent rounded up. 0 for a board of one. Source: aksjeloven
// § 6-11 a with § 20-6, lov om interkommunale selskaper § 10. Those that employees elect are
// counted apart.
int LeastOfEachSex(int members);

}  // namespace ett::ownership

// `bare-read mapped|plain FILE…`: the bare read as a program, to be timed from its start to its end as a command is. It needs no
// Foundation, so that it starts as soon as a program can.
import BlobRead

let words = CommandLine.arguments.dropFirst()
print(BlobRead.bytes(Array(words.dropFirst()), mapped: words.first == "mapped"))

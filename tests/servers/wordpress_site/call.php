<?php
// Calls WordPress's own functions, without its REST interface: [[name, [argument...]]...] on stdin, their answers as JSON.
require __DIR__ . '/load.php';
$answers = [];
foreach (json_decode(stream_get_contents(STDIN), true) as [$function, $arguments]) {
    $answers[] = $function(...$arguments);
}
echo json_encode($answers);

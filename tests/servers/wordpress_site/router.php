<?php
// Every address of the site goes through WordPress, as a web server's rewriting would have it.
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
define('WP_USE_THEMES', true);
require __DIR__ . '/load.php';
wp();
require ABSPATH . WPINC . '/template-loader.php';

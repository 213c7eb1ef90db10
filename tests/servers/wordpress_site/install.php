<?php
// Installs the site, its users and their application passwords, and prints the passwords as JSON.
define('WP_INSTALLING', true);
require __DIR__ . '/load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Carnet de la Maison Verte', 'admin', 'admin@example.org', true, '', 'admin');
$wp_rewrite->set_permalink_structure('/%postname%/');
$options = ['comment_moderation' => '1', 'moderation_notify' => '0', 'comments_notify' => '0'];
array_walk($options, fn($value, $name) => update_option($name, $value));
$roles = ['admin' => 'administrator', 'editor' => 'editor', 'author' => 'author', 'subscriber' => 'subscriber'];
$passwords = [];
foreach ($roles as $login => $role) {
    $user = username_exists($login) ?: wp_insert_user(
        ['user_login' => $login, 'user_pass' => $login, 'user_email' => "$login@example.org", 'role' => $role]
    );
    [$password] = WP_Application_Passwords::create_new_application_password($user, ['name' => 'CM Desktop']);
    $passwords[$login] = WP_Application_Passwords::chunk_password($password);
}
echo json_encode($passwords);

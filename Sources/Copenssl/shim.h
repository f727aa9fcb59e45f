#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <stddef.h>

// OpenSSL is spoken to in C, where its ways of handing over numbers are at home: a public key from its numbers, and
// whether a signature is its.

static inline EVP_PKEY *recourse_key_from(const char *kind, OSSL_PARAM_BLD *builder) {
  EVP_PKEY *key = NULL;
  OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, kind, NULL);
  if (parameters && context && EVP_PKEY_fromdata_init(context) == 1)
    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  return key;
}

/// An RSA key from its modulus and exponent, the highest byte first; NULL where they are none.
static inline EVP_PKEY *recourse_rsa_key(const unsigned char *n, size_t n_count, const unsigned char *e, size_t e_count) {
  EVP_PKEY *key = NULL;
  BIGNUM *modulus = BN_bin2bn(n, (int)n_count, NULL), *exponent = BN_bin2bn(e, (int)e_count, NULL);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  if (builder && modulus && exponent && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
      OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent) == 1)
    key = recourse_key_from("RSA", builder);
  OSSL_PARAM_BLD_free(builder);
  BN_free(modulus);
  BN_free(exponent);
  return key;
}

/// A key on the curve P-256 from its point, as 4, x and y in 65 bytes; NULL where it does not lie on the curve.
static inline EVP_PKEY *recourse_p256_key(const unsigned char *point) {
  EVP_PKEY *key = NULL;
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  if (builder && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, 65) == 1)
    key = recourse_key_from("EC", builder);
  OSSL_PARAM_BLD_free(builder);
  return key;
}

/// Whether a signature over a message, with SHA-256, is the key's. RSA's is that of PKCS #1 v1.5, a curve's is in DER.
static inline int recourse_verify(
    EVP_PKEY *key, const unsigned char *signature, size_t signature_count, const unsigned char *message,
    size_t message_count) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int is_right = context && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
                 EVP_DigestVerify(context, signature, signature_count, message, message_count) == 1;
  EVP_MD_CTX_free(context);
  return is_right;
}

/// The same for a curve's signature as r and s in 32 bytes each (RFC 7518, section 3.4).
static inline int recourse_verify_p256(
    EVP_PKEY *key, const unsigned char *signature, const unsigned char *message, size_t message_count) {
  int is_right = 0;
  ECDSA_SIG *pair = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(signature, 32, NULL), *s = BN_bin2bn(signature + 32, 32, NULL);
  if (pair && r && s && ECDSA_SIG_set0(pair, r, s) == 1) {
    unsigned char *der = NULL;
    int count = i2d_ECDSA_SIG(pair, &der);
    if (count > 0) is_right = recourse_verify(key, der, (size_t)count, message, message_count);
    OPENSSL_free(der);
  } else {
    BN_free(r);
    BN_free(s);
  }
  ECDSA_SIG_free(pair);
  return is_right;
}

/// The SHA-256 digest in 32 bytes, by the processor's own instructions where it has them; 0 where it can't be worked out.
/// Looking an algorithm up costs as much as digesting a kilobyte, so each thread keeps what it has found.
static inline int recourse_sha256(const unsigned char *bytes, size_t count, unsigned char *digest) {
  static _Thread_local EVP_MD_CTX *context = NULL;
  if (!context) {
    EVP_MD *algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    context = EVP_MD_CTX_new();
    if (!context || !algorithm || EVP_DigestInit_ex2(context, algorithm, NULL) != 1) {
      EVP_MD_CTX_free(context);
      context = NULL;
    }
    EVP_MD_free(algorithm);
    if (!context) return 0;
  } else if (EVP_DigestInit_ex2(context, NULL, NULL) != 1) {
    return 0;
  }
  return EVP_DigestUpdate(context, bytes, count) == 1 && EVP_DigestFinal_ex(context, digest, NULL) == 1;
}
